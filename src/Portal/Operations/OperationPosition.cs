using System.Globalization;
using Portal.Domain.Operations;

namespace Portal.Operations;

/// <summary>Where a page of operations begins: after this one, newest first.</summary>
internal readonly record struct OperationPosition(DateTimeOffset Before, Guid Id)
{
    public static OperationPosition Read(string? cursor) =>
        cursor?.Split(' ') is [var ticks, var id] && OperationId.TryParse(id, out var operation)
            ? new(new(long.Parse(ticks, CultureInfo.InvariantCulture), TimeSpan.Zero), operation.Value)
            : new(DateTimeOffset.MaxValue, Guid.Empty);

    public static string Write(DateTimeOffset createdAt, string id) => string.Create(CultureInfo.InvariantCulture, $"{createdAt.UtcTicks} {id}");
}
