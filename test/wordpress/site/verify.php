<?php
// The plugin's decision for each case of a JSON list; it needs no WordPress.
namespace Xumm_Payload_Status;

define( 'ABSPATH', __DIR__ );
$plugin = dirname( __DIR__, 3 ) . '/demo/wordpress/xumm-payload-status/includes';
require "$plugin/class-order.php";
require "$plugin/class-verification.php";

$verdicts = array();
foreach ( json_decode( $argv[1], true, 512, JSON_THROW_ON_ERROR ) as $case ) {
	$due        = $case['order'];
	$order      = new Order( 'uuid', 'identifier', 'visitor', 1, 'name', $due['type'], $due['drops'], $due['destination'], $due['destination_tag'], $due['network'], '', '', 0 );
	$verdicts[] = Verification::of( $order, $case['payload'], $case['transaction'] );
}
echo json_encode( $verdicts );
