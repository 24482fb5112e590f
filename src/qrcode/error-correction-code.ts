import { type Level, M } from './error-correction-level.js';

// One character per version; its code minus that of a space encodes blocks and check bytes per block (ISO/IEC 18004).
const BLOCKS = {
  M: '!!!""$$$%%%())**+-.01124579:<=?ACEFHKMOQ',
  H: '!!"$$$%&((++002035999B>@CEHJMPSVY\\_bfjmq',
};
const CHECK_BYTES = {
  M: '*0:280266:>6688<<::::<<<<<<<<<<<<<<<<<<<',
  H: '1<606<::8<8<688><<:<>8>>>>>>>>>>>>>>>>>>',
};

const read = (table: typeof BLOCKS, version: number, level: Level): number =>
  (level === M ? table.M : table.H).charCodeAt(version - 1) - 32;

export const getBlocksCount = (version: number, level: Level): number => read(BLOCKS, version, level);

export const getTotalCodewordsCount = (version: number, level: Level): number =>
  read(CHECK_BYTES, version, level) * read(BLOCKS, version, level);
