/**
 * The model runtime reports its use to its maker from version 1.29 on, and keeps an identifier of the machine, unless
 * told before it is loaded not to (microsoft/onnxruntime#27379). This must stand before its import.
 */
process.env.ORT_DISABLE_TELEMETRY = '1';
