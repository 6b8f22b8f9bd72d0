// Everything of room calendar: working days, periods, holiday packs.
#pragma once

#include "kith/calendar/calendar.hpp"
#include "kith/calendar/import.hpp"
#include "kith/calendar/period.hpp"
