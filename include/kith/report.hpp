// Everything of the report room.
#pragma once

#include "kith/report/page.hpp"
