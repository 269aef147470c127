/** What happens in buckets. Keys are as the client gave them. */
export type S3Fact =
  | { readonly kind: "s3.bucketCreated"; readonly bucketName: string; readonly region: string }
  | { readonly kind: "s3.bucketDeleted"; readonly bucketName: string }
  /** A part of its configuration was put or removed: `versioning`, `lifecycle`, ... */
  | {
      readonly kind: "s3.bucketConfigured";
      readonly bucketName: string;
      readonly resource: string;
      readonly change: "put" | "deleted";
    }
  | {
      readonly kind: "s3.objectCreated";
      readonly bucketName: string;
      readonly key: string;
      /** Absent without versioning. */
      readonly versionId?: string;
      readonly sizeBytes: number;
      /** Without quotes. */
      readonly eTag: string;
      readonly by: "Put" | "Post" | "Copy" | "CompleteMultipartUpload";
    }
  | {
      readonly kind: "s3.objectRemoved";
      readonly bucketName: string;
      readonly key: string;
      /** The version that is gone, or the delete marker's; absent without versioning. */
      readonly versionId?: string;
      readonly change: "Delete" | "DeleteMarkerCreated";
      readonly by: "client" | "lifecycle";
    }
  /** Its bytes stay as they are. */
  | {
      readonly kind: "s3.objectConfigured";
      readonly bucketName: string;
      readonly key: string;
      readonly versionId?: string;
      readonly resource: "tagging" | "acl" | "retention" | "legalHold" | "storageClass" | "encryption";
      readonly change: "put" | "deleted";
    }
  | {
      readonly kind: "s3.objectRestoreStarted";
      readonly bucketName: string;
      readonly key: string;
      readonly versionId?: string;
      readonly completesAt: number;
    }
  | {
      readonly kind: "s3.objectRestored";
      readonly bucketName: string;
      readonly key: string;
      readonly versionId?: string;
      /** When the restored copy goes again. */
      readonly expiryAt: number;
    }
  | {
      readonly kind: "s3.objectRestoreExpired";
      readonly bucketName: string;
      readonly key: string;
      readonly versionId?: string;
    }
  | {
      readonly kind: "s3.multipartUploadCreated";
      readonly bucketName: string;
      readonly key: string;
      readonly uploadId: string;
    }
  | {
      readonly kind: "s3.multipartUploadAborted";
      readonly bucketName: string;
      readonly key: string;
      readonly uploadId: string;
      readonly by: "client" | "lifecycle";
    };
