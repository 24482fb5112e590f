<?php
// Debian's WordPress has no language packs, and its settings accept no language without one.
add_filter( 'locale', static fn( string $locale ): string => get_option( 'test_locale', $locale ) );
