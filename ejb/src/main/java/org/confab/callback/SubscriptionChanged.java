package org.confab.callback;

/** What an application wants to be told changed. */
record SubscriptionChanged(long sdkAppId) {}
