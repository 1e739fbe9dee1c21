namespace Portal.Layout;

/// <summary>A page for staff on the root host. To anybody else it is not drawn.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class StaffPageAttribute : Attribute;
