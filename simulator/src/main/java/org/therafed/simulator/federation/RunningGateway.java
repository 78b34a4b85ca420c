package org.therafed.simulator.federation;

import org.therafed.simulator.channel.GatewayClient;
import org.therafed.simulator.cohort.Hospital;
import org.therafed.simulator.process.ManagedProcess;

/** A hospital's gateway as a running process, and the way to talk to it. */
public record RunningGateway(Hospital hospital, ManagedProcess process, GatewayClient client) {}
