import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  type ListMultipartUploadsCommandOutput,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { AppError } from '../../contracts/errors.ts';
import type { AttachmentFiles } from './attachmentFiles.ts';
import { createIncomingFiles } from './incomingFiles.ts';

export interface S3Place {
  bucket: string;
  region: string;
  /** null: the vendor's own; else a server that speaks the same language, with the bucket in the path. */
  endpoint: string | null;
}

const prefix = 'attachments/';
const connectMs = 5_000;
const silenceMs = 30_000;
/** The smallest part that S3 takes; one at a time is what is held in memory. */
const partBytes = 5 * 1_024 * 1_024;
const hourMs = 3_600_000;

/**
 * The files' content in an S3 bucket; `folder` is where they wait on this machine until their size and kind are known, so
 * that nothing unchecked reaches the bucket. The keys come from the environment as the vendor's client reads it (`AWS_*`).
 */
export function createS3AttachmentFiles(
  { bucket, region, endpoint }: S3Place,
  folder: string,
): AttachmentFiles {
  const client = new S3Client({
    region,
    ...(endpoint === null ? {} : { endpoint, forcePathStyle: true }),
    // Checksums in trailers are more than many compatible servers understand.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: connectMs, socketTimeout: silenceMs },
  });
  const incoming = createIncomingFiles(folder);
  const object = (id: string) => ({ Bucket: bucket, Key: `${prefix}${id}` });
  let swept = Number.NEGATIVE_INFINITY;

  /** Uploads in parts that a crash left open: the bucket keeps their parts, unseen, until they are given up. */
  async function giveUpParts(before: Date): Promise<void> {
    let more: { KeyMarker: string | undefined; UploadIdMarker: string | undefined } | null = {
      KeyMarker: undefined,
      UploadIdMarker: undefined,
    };
    while (more !== null) {
      const page: ListMultipartUploadsCommandOutput = await client.send(
        new ListMultipartUploadsCommand({ Bucket: bucket, Prefix: prefix, ...more }),
      );
      for (const { Key, UploadId, Initiated } of page.Uploads ?? []) {
        if (Initiated !== undefined && Initiated < before)
          await client.send(new AbortMultipartUploadCommand({ Bucket: bucket, Key, UploadId }));
      }
      more =
        page.IsTruncated === true
          ? { KeyMarker: page.NextKeyMarker, UploadIdMarker: page.NextUploadIdMarker }
          : null;
    }
  }

  return {
    receive: incoming.receive,
    async keep(id) {
      const upload = new Upload({
        client,
        params: { ...object(id), Body: createReadStream(incoming.path(id)) },
        partSize: partBytes,
        queueSize: 1,
      });
      await upload.done();
      await incoming.discard(id);
    },
    discard: incoming.discard,
    async open(id) {
      try {
        const { Body } = await client.send(new GetObjectCommand(object(id)));
        if (Body instanceof Readable) return Body;
      } catch (error) {
        if (!(error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404)) throw error;
      }
      throw new AppError('gone', 'the file is not there any more');
    },
    async remove(id) {
      await client.send(new DeleteObjectCommand(object(id)));
    },
    async sweep(before) {
      await incoming.sweep(before);
      // Each look is a paid request, and the sweeper comes round every second.
      if (before.getTime() - swept < hourMs) return;
      swept = before.getTime();
      await giveUpParts(before);
    },
  };
}
