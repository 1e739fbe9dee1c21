using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Tenancy.Keys;

namespace Portal.Infrastructure.Database;

/// <summary>Rules that hold for every table, so that a row class needs to say only what is special about it.</summary>
internal static class ModelConventions
{
    private static readonly Type[] DomainTypes = typeof(Error).Assembly.GetExportedTypes();

    /// <summary>Typed ids are uuid, enums are words.</summary>
    public static void ApplyConversions(ModelConfigurationBuilder configuration)
    {
        foreach (var type in DomainTypes.Where(t => t.IsEnum))
        {
            configuration.Properties(type).HaveConversion(typeof(SnakeCaseEnumConverter<>).MakeGenericType(type));
        }

        configuration.Properties<Sealed>().HaveConversion<SealedConverter>();
        foreach (var type in DomainTypes.Where(t => t.IsValueType && t.GetInterfaces().Any(IsTypedId)))
        {
            configuration.Properties(type).HaveConversion(typeof(TypedIdConverter<>).MakeGenericType(type));
        }
    }

    /// <summary>
    /// Tables are singular_snake_case after the row class without its ending <c>Row</c>. Tenants' are found through the search path that the binding
    /// sets; everybody's are in the schema <c>portal</c>.
    /// </summary>
    public static void ApplyNames(ModelBuilder model)
    {
        foreach (var entity in model.Model.GetEntityTypes())
        {
            entity.SetSchema(IsTenantOwned(entity.ClrType) ? null : "portal");
            entity.SetTableName(SnakeCase.Of(entity.ClrType.Name[..^"Row".Length]));
            foreach (var property in entity.GetProperties())
            {
                property.SetColumnName(SnakeCase.Of(property.Name));
            }
        }
    }

    public static bool IsTenantOwned(Type type) => typeof(ITenantOwned).IsAssignableFrom(type);

    private static bool IsTypedId(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ITypedId<>);

    /// <summary>The row classes of this assembly.</summary>
    public static IEnumerable<Type> Rows() =>
        Assembly.GetExecutingAssembly().GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.Name.EndsWith("Row", StringComparison.Ordinal));
}
