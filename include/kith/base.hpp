// Everything of floor 0.
#pragma once

#include "kith/base/archive.hpp"
#include "kith/base/csv.hpp"
#include "kith/base/date.hpp"
#include "kith/base/error.hpp"
#include "kith/base/hash.hpp"
#include "kith/base/ical.hpp"
#include "kith/base/ids.hpp"
#include "kith/base/instant.hpp"
#include "kith/base/json.hpp"
#include "kith/base/language.hpp"
#include "kith/base/money.hpp"
#include "kith/base/result.hpp"
#include "kith/base/table.hpp"
#include "kith/base/text.hpp"
