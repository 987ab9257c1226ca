/** TimeGAN (Yoon, Jarrett and van der Schaar 2019): five recurrent networks, three phases. */
package io.semblance.synth.timegan;
