namespace Portal.Domain.Operations.Backups;

/// <summary>422: a backup cannot be made, read or restored as asked; nothing has changed.</summary>
/// <param name="Rule">Last part of the stable code: <c>key</c>, <c>damaged</c>, <c>truncated</c>, <c>missing</c>, …</param>
/// <param name="Reason">What is wrong and what to do.</param>
public sealed record BackupRefused(string Rule, string Reason) : Error(ErrorKind.Unprocessable, $"backup.{Rule}", "The backup is refused", Reason);
