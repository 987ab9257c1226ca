/** Requests and answers: who may ask, what a body may weigh, where events go. */
package io.semblance.studio.http;
