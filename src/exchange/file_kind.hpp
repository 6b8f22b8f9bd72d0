// What a file is that is no sheet, told from its first bytes. Private to exchange.
#pragma once

#include <optional>
#include <string_view>

#include "exchange/zip_reader.hpp"
#include "kith/base/error.hpp"

namespace kith::exchange {

/// An error that names the file's kind and what to do instead; nullopt for what may be a
/// CSV text or an archive.
std::optional<Error> refuse_by_magic(std::string_view bytes);
/// The same for an archive, by the names of its parts; nullopt for what may be a
/// workbook.
std::optional<Error> refuse_by_parts(const ZipReader& zip);

}  // namespace kith::exchange
