/** Row-level grants: who may read records, for what purpose, of which sites, until when. */
package org.therafed.registry.grants;
