<?php
/**
 * What editor.js needs.
 *
 * @package Xumm_Payload_Status
 */

return array(
	'dependencies' => array( 'wp-api-fetch', 'wp-blocks', 'wp-block-editor', 'wp-components', 'wp-data', 'wp-element', 'wp-i18n', 'wp-url' ),
	'version'      => '0.1.0',
);
