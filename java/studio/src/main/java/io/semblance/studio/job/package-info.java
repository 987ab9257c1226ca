/** Fits that run one at a time, can be paused, and outlive the server that ran them. */
package io.semblance.studio.job;
