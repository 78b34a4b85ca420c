/**
 * Questions of the registry, answered with sums at a site that shares aggregates: {@code
 * docs/query-agent.md}.
 */
package org.therafed.gateway.query;
