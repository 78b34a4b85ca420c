/** Change over time: mean change from baseline, repeated measures, slopes, missed assessments. */
package org.therafed.evidence.longitudinal;
