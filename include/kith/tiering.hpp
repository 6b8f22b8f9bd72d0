// The tiering room: tier policies, the live judgement, the tier in force and its history.
#pragma once

#include "kith/tiering/policy.hpp"
#include "kith/tiering/tiering.hpp"
