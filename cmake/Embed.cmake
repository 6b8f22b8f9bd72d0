# Writes OUTPUT, a C++ file that holds the bytes of INPUT as kith::data::SYMBOL and SYMBOL_size.
file(READ ${INPUT} hex HEX)
string(LENGTH "${hex}" digits)
math(EXPR size "${digits} / 2")
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${hex}")
string(REGEX REPLACE "(('[^']*',){32})" "\\1\n" bytes "${bytes}")
file(WRITE ${OUTPUT} "namespace kith::data {\nextern const char ${SYMBOL}[];\nextern const unsigned long ${SYMBOL}_size;\nconst char ${SYMBOL}[] = {\n${bytes}'\\0'};\nconst unsigned long ${SYMBOL}_size = ${size};\n}  // namespace kith::data\n")
