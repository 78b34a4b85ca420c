/** Pages for people in their language. */
package org.therafed.runtime.page;
