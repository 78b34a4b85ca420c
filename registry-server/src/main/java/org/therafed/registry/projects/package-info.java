/** For what payers and researchers may ask: requests, their review, grants, and who used them. */
package org.therafed.registry.projects;
