/**
 * What is done to a compiler's plan before it goes to the device, without a device: chains taken
 * apart and attached to products, tasks put into levels that are launched together, memory laid out
 * over those levels. Pure functions of the plan.
 */
package io.semblance.cuda.schedule;
