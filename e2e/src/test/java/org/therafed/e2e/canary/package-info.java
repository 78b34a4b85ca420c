/** Whether anything that names a person leaves a gateway. */
package org.therafed.e2e.canary;
