<?php
// A minimal theme, because Debian's package contains none.
?>
<!doctype html>
<html <?php language_attributes(); ?>>
<head>
	<meta charset="utf-8">
	<link rel="icon" href="data:,">
	<?php wp_head(); ?>
</head>
<body>
	<main>
	<?php
	while ( have_posts() ) {
		the_post();
		the_title( '<h1>', '</h1>' );
		the_content();
	}
	dynamic_sidebar( 'side' );
	block_template_part( 'part' );
	?>
	</main>
	<?php wp_footer(); ?>
</body>
</html>
