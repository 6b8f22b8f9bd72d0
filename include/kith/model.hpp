// Everything of the model room: facts, vocabularies, batches, the directory and reasons.
#pragma once

#include "kith/model/batch.hpp"
#include "kith/model/codes.hpp"
#include "kith/model/directory.hpp"
#include "kith/model/fact.hpp"
#include "kith/model/fact_json.hpp"
#include "kith/model/fact_tables.hpp"
#include "kith/model/merges.hpp"
#include "kith/model/why.hpp"
