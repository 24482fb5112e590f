<?php
add_theme_support( 'block-template-parts' );
add_action( 'widgets_init', static fn() => register_sidebar( array( 'id' => 'side', 'name' => 'Side' ) ) );
