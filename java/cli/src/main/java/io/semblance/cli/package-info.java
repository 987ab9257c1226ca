/**
 * The {@code semblance} command: options, console progress and output files around the other rooms.
 *
 * <p>Nothing here computes and nothing else may depend on it. Each command is one class; {@link
 * io.semblance.cli.Failures} alone turns exceptions into words and exit codes. Results go to
 * standard output, all talk to standard error.
 */
package io.semblance.cli;
