<?php
add_action( 'widgets_init', static fn() => register_sidebar( array( 'id' => 'side', 'name' => 'Side' ) ) );
