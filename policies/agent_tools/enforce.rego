package acgs.agent_tools

# METADATA
# title: "what sidecars of agent_tools ask"
# description: Written by acgs compile. The decision, unless control data forbid it.
enforce := {
	"allow": enforce_allow,
	"violations": (violations | control_reasons),
	"warnings": set(),
	"revision": release_revision,
}

default enforce_allow := false

enforce_allow if {
	allow
	count(control_reasons) == 0
}

now_ns := time.now_ns()

control_data := data.acgs_control[data.acgs.agent_tools.release.target]

default release_revision := ""

release_revision := data.acgs.agent_tools.release.revision if is_string(data.acgs.agent_tools.release.revision)

control_reasons contains {
	"id": "acgs:control",
	"message": "the control data for this target are missing or mistyped",
} if {
	not control_is_sound
}

control_reasons contains {"id": "acgs:lease", "message": "the control data have run out"} if {
	control_is_sound
	now_ns >= control_data.not_after
}

control_reasons contains {"id": "acgs:halted", "message": control_data.halted.agent_tools} if control_is_sound

control_reasons contains {"id": "acgs:revoked", "message": "this release is revoked"} if {
	control_is_sound
	data.acgs.agent_tools.release.serial in control_data.revoked
}

control_reasons contains {"id": "acgs:superseded", "message": "a later release is required"} if {
	control_is_sound
	data.acgs.agent_tools.release.serial < control_data.min_serial
}

control_is_sound if {
	is_string(data.acgs.agent_tools.release.target)
	control_is_int(data.acgs.agent_tools.release.serial)
	control_is_int(control_data.renewal)
	control_is_int(control_data.not_after)
	control_is_int(control_data.min_serial)
	is_array(control_data.revoked)
	every serial in control_data.revoked {
		control_is_int(serial)
	}
	is_object(control_data.halted)
	every reason in control_data.halted {
		is_string(reason)
	}
}

control_is_int(x) if {
	is_number(x)
	x >= -9223372036854775808
	x <= 9223372036854775807
	floor(x) == x
}
