/** What the program does instead of running, asked for by its first argument. */
package org.therafed.gateway.command;
