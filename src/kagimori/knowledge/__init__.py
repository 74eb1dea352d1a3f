"""The library: what a non-programmer may correct is data, loaded and validated here into frozen core types."""
