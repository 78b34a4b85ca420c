/**
 * The ports of a DICOM toolkit: files, Verification and Storage as provider, and what a user calls.
 * The engine of this library is behind them, and others found by {@link java.util.ServiceLoader}.
 */
package org.therafed.dicom.engine;
