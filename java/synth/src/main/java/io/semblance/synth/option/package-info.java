/**
 * Options that are declared once: name, type, default, check and meaning stand in one {@link
 * io.semblance.synth.option.FitOption}, and the builder, JSON, the command line and every other
 * face take them from there. Nothing here knows what is fitted.
 */
package io.semblance.synth.option;
