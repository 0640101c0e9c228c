/**
 * The columns of GIAS files that are kept, each under every name it goes by: the register's own in the 33-,
 * 133- and 139-column formats (with "(name)" before "(code)"), and those of other public lists that merge in.
 * Columns come and go between years, so they are found by name and never by place.
 */
export const SCHOOL_COLUMNS = {
  urn: ['urn', 'uniquereferencenumber', 'schoolurn'],
  laCode: ['lacode', 'localauthoritycode'],
  laName: ['laname', 'localauthorityname', 'localauthority'],
  establishmentNumber: ['establishmentnumber', 'estab'],
  name: ['establishmentname', 'schoolname', 'name'],
  status: ['establishmentstatusname', 'establishmentstatus', 'establishmentstatuscode'],
  phase: ['phaseofeducationname', 'phaseofeducation', 'phase', 'phaseofeducationcode'],
  type: ['typeofestablishmentname', 'typeofestablishment', 'type'],
  typeGroup: ['establishmenttypegroupname', 'establishmenttypegroup'],
  openDate: ['opendate'],
  closeDate: ['closedate'],
  lowAge: ['statutorylowage', 'lowestadmissionage'],
  highAge: ['statutoryhighage', 'highestadmissionage'],
  religiousCharacter: ['religiouscharactername', 'religiouscharacter', 'religion'],
  diocese: ['diocesename', 'diocese'],
  federation: ['federationscode', 'federationsname', 'federations', 'federation'],
  pupils: ['numberofpupils', 'pupils'],
  percentFsm: ['percentagefsm', 'percentfsm'],
  ukprn: ['ukprn'],
  street: ['street'],
  town: ['town'],
  postcode: ['postcode'],
  district: ['districtadministrativename', 'districtadministrative'],
  urbanRural: ['urbanruralname', 'urbanrural'],
  easting: ['easting'],
  northing: ['northing'],
  website: ['schoolwebsite', 'website'],
  telephone: ['telephonenum', 'telephone'],
  headTitle: ['headtitlename', 'headtitle'],
  headFirstName: ['headfirstname'],
  headLastName: ['headlastname'],
  headJobTitle: ['headpreferredjobtitle'],
  trustUid: ['trustscode', 'trustgroupuid'],
  trustName: ['trustsname', 'trustname', 'sponsoringtrust'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type SchoolColumn = keyof typeof SCHOOL_COLUMNS;

/** Without these a file cannot say which schools there are; with GIAS's names for them. */
export const REQUIRED_COLUMNS: readonly (readonly [SchoolColumn, string])[] = [
  ['urn', 'URN'],
  ['laCode', 'LA (code)'],
  ['establishmentNumber', 'EstablishmentNumber'],
  ['name', 'EstablishmentName'],
  ['status', 'EstablishmentStatus (name)'],
  ['phase', 'PhaseOfEducation (name)'],
];

export const EXPECTED = {
  what: 'a list of schools from Get Information about Schools',
  howToGet:
    'Take "Establishment fields CSV" or "State-funded school fields CSV" from ' +
    'https://get-information-schools.service.gov.uk/Downloads, and import the file as it was downloaded.',
};
