export interface HeldAssignment {
  readonly positionId: string;
  readonly positionName: string;
  readonly schoolId: string | null;
  readonly departmentId: string | null;
  readonly validFrom: string;
  readonly validUntil: string | null;
  readonly isPrimary: boolean;
}

export interface HeldRole {
  readonly roleId: string;
  readonly schoolId: string | null;
}
