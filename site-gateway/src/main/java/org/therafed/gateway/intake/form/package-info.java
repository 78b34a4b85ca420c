/** Forms that the hospital's staff fill in. */
package org.therafed.gateway.intake.form;
