/**
 * What a table is made of: overview, alerts, columns, dependence, missing cells, repeated rows,
 * series; and two tables beside each other. Facts come from the mergeable summaries of {@link
 * io.semblance.quality.summary}, pages follow {@link io.semblance.quality.page}.
 */
package io.semblance.quality.profile;
