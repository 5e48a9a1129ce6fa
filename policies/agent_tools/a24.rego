# METADATA
# title: "When the gateway is stopped, agents only read"
# description: Written by acgs compile; change the principle instead.
# custom:
#   id: "A24"
#   digest: "f01984259811169db31141292b82f340211c1c4c9be94ae664e743e377c237e8"
package acgs.agent_tools.a24

default bites := true

bites := false if input.gateway.stopped == false

bites := false if input.call.read_only == true

message := "the gateway is stopped: nothing but reading until somebody starts it again"
