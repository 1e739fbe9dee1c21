using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Portal.Domain.Tenancy.Keys;

namespace Portal.Infrastructure.Database;

/// <summary>A sealed value as bytea; what has no header of one is refused when read.</summary>
internal sealed class SealedConverter() : ValueConverter<Sealed, byte[]>(value => value.ToArray(), bytes => Sealed.Of(bytes));
