using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Portal.Domain;

namespace Portal.Infrastructure.Database;

/// <summary>A typed id as a uuid column.</summary>
internal sealed class TypedIdConverter<T>() : ValueConverter<T, Guid>(id => id.Value, value => From(value))
    where T : struct, ITypedId<T>
{
    // An expression tree cannot call a static abstract member itself.
    private static T From(Guid value) => T.From(value);
}
