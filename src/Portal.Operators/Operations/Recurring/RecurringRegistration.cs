using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Portal.Operators.Operations.Recurring;

internal static class RecurringRegistration
{
    /// <summary>Work that comes again by itself, with the handler that does it.</summary>
    /// <param name="services">The operator's.</param>
    /// <param name="kind">The handler's kind.</param>
    /// <param name="scope">For the deployment, or for each active tenant.</param>
    /// <param name="schedule">When.</param>
    public static void AddRecurringOperation<THandler>(this IServiceCollection services, string kind, RecurringScope scope, RecurringSchedule schedule)
        where THandler : class, IOperationHandler
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IOperationHandler, THandler>());
        services.AddSingleton(new RecurringOperation(kind, scope, schedule));
    }
}
