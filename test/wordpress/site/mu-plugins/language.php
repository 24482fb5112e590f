<?php
// Debian's WordPress has no language packs, and takes no language without one in its settings.
add_filter( 'locale', static fn( string $locale ): string => get_option( 'test_locale', $locale ) );
