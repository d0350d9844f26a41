/** DynamoDB, SQS and S3 in one JVM, shaped by a SAM template; knows no domain. */
@NullMarked
package dev.shutterhook.localcloud;

import org.jspecify.annotations.NullMarked;
