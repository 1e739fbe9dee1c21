using System.Reflection;
using Microsoft.Extensions.Logging;

namespace Portal.ArchitectureTests;

/// <summary>A log event's number means one thing in a process.</summary>
public sealed class LogEventTests
{
    [Fact]
    public void EventIds_OfEveryProcess_AreUnique()
    {
        foreach (var process in new[] { Assemblies.Web, Assemblies.Operators, Assemblies.Local })
        {
            var ids = process.GetTypes().SelectMany(t => t.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly))
                .Select(m => (Method: m, Log: m.GetCustomAttribute<LoggerMessageAttribute>())).Where(m => m.Log is not null).ToList();
            var twice = ids.GroupBy(m => m.Log!.EventId).Where(g => g.Count() > 1)
                .Select(g => $"{process.GetName().Name} {g.Key}: {string.Join(", ", g.Select(m => m.Method.DeclaringType!.Name + "." + m.Method.Name))}");
            twice.ShouldBeEmpty();
        }
    }
}
