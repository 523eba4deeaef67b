package org.confab.kernel;

import java.io.Serializable;

/** A user's name: ids are unique within an application. */
public record UserKey(long sdkAppId, String userId) implements Serializable {}
