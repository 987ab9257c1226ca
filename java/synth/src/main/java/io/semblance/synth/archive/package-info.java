/**
 * The container of model files and checkpoints: a bounded zip of JSON and safetensors entries.
 * Knows nothing of models; each kind of model brings its own {@code ModelCodec}.
 */
package io.semblance.synth.archive;
