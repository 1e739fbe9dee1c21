using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Portal.Infrastructure.Operations.Retention;

public static class RetentionRegistration
{
    /// <summary>How long ended work is kept, and what forgets it. Needs the database's registration.</summary>
    public static IServiceCollection AddRetention(this IServiceCollection services)
    {
        services.AddOptions<RetentionOptions>().BindConfiguration(RetentionOptions.SectionName).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RetentionOptions>, RetentionOptionsValidation>());
        services.TryAddSingleton(provider => provider.GetRequiredService<IOptions<RetentionOptions>>().Value);
        services.TryAddSingleton<EndedWork>();
        return services;
    }
}
