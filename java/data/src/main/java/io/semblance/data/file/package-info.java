/**
 * Files that appear whole or not at all: the one place where a file of Semblance is put in the
 * place of another.
 */
package io.semblance.data.file;
