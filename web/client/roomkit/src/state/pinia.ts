import { createPinia } from 'pinia';

/** A store of our own, so that `conference` works before, outside and without an application's Pinia. */
export const pinia = createPinia();
