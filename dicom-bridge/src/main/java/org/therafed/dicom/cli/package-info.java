/** The command line: what a person at a hospital uses to find out why a study does not arrive. */
package org.therafed.dicom.cli;
